// A plug-in of the head, deferred by its author: needs the library and what stands inline before it.
shelf(function ($) {
  ran.push('slider');
  $('[data-slides]').append('<span>' + sliderSettings.speed + '</span>');
});
